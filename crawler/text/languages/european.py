"""Words of date lines and bylines in languages of Europe that have no file of their own."""

from __future__ import annotations

# By name and by each abbreviation, in lower case and without a final dot; a paragraph a month.
_MONTHS = """
jan januar jänner jän janv janvier ene enero gen gennaio janeiro januari tammikuuta stycznia ledna ianuarie ocak янв
января січня

feb februar feber févr fév février febrero febbraio fev fevereiro februari helmikuuta lutego února februarie şubat фев
февраля лютого

mär märz mrz mars mar marzo março mrt maart marts maaliskuuta marca března martie mart мар марта березня

apr april avr avril abr abril aprile huhtikuuta kwietnia dubna aprilie nisan апр апреля квітня

mai may mayo mag maggio maio mei maj toukokuuta maja května mayıs мая травня

jun juni juin junio giu giugno junho kesäkuuta czerwca června iunie haziran июн июня червня

jul juli juil juillet julio lug luglio julho heinäkuuta lipca července iulie temmuz июл июля липня

aug august août aout ago agosto augustus augusti elokuuta sierpnia srpna ağustos авг августа серпня

sep sept september septembre set septiembre setiembre sett settembre setembro syyskuuta września září septembrie eylül
сен сентября вересня

okt oktober oct octobre octubre ott ottobre out outubro lokakuuta października října octombrie ekim окт октября жовтня

nov november novembre noviembre novembro marraskuuta listopada listopadu noiembrie kasım ноя ноября листопада

dez dezember déc décembre dic diciembre dicembre dezembro dec december des desember joulukuuta grudnia prosince
decembrie aralık дек декабря грудня
"""
MONTHS = {name: number for number, names in enumerate(_MONTHS.split("\n\n"), 1) for name in names.split()}

# Between the day and the time of day, as alternatives of a pattern.
BEFORE_CLOCK = "um|à|a las|às|alle(?: ore)?|ore|om|kl\\.?|klo|o godz\\.|saat|в|о"

# Labels of dates, as alternatives of a pattern.
PUBLISHED = (
    "veröffentlicht|publiziert|erschienen|erstellt|publié(?:e)?|mis en ligne|paru|publicad[oa]|pubblicat[oa]"
    "|gepubliceerd|geplaatst|publicerad|udgivet|publisert|julkaistu|opublikowano|publikováno|yayınlan(?:ma|dı)"
    "|опубликован[оа]?|опубліковано"
)
MODIFIED = (
    "aktualisi?ert|geändert|letzte änderung|mis(?:e)? à jour|modifié(?:e)?|actualizad[oa]|atualizad[oa]|aggiornat[oa]"
    "|bijgewerkt|laatste wijziging|uppdaterad|opdateret|oppdatert|päivitetty|zaktualizowano|aktualizováno"
    "|güncelle(?:me|ndi)|обновлен[оа]?|оновлено"
)

# How a line begins that tells when its own page was published, as alternatives of a pattern.
THIS_ARTICLE = (
    "dieser (?:beitrag|eintrag|artikel)|ce(?:t|tte)? (?:billet|article|entrée|publication)|quest[oa] (?:articolo|voce)"
    "|est[ae] (?:entrada|artículo|artigo|post)|dit (?:bericht|artikel)|denn[ae] (?:artikel|artikkel|post)"
)

# Before the names of a byline, and between two of them, as alternatives of a pattern.
BY = "[Vv]on|[Pp]ar|[Pp]or|Di|[Dd]oor|[Aa]f|[Aa]v"
AND = "und|et|og|och|sowie"
# What a link beside a name offers, as alternatives of a pattern.
ALL_ARTICLES = "(?:alle|mehr|weitere) (?:artikel|beiträge)|tous les articles|todos los artículos|tutti gli articoli"
