"""`make month`: a month of hourly runs on made sites whose every article is known, with the faults of a month.

`news` makes an outlet's articles with their histories, `faults` what goes wrong and when, `outlets` and `markup` the
lists and pages that show them, `site` the answer to any request at any time, `handler` brings it into Scrapy, `cron`
makes the runs, `judge` compares what they left with what was published, `report` prints it.
"""
