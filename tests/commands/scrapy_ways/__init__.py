"""What somebody who knows Scrapy tries here, way by way: each works, or says in one line why not.

`test_no_runs` tells which commands make a run. The other modules hold the ways: `test_pages` single pages and saved
answers, `test_spider_files` checked and written spider files, `test_other_programs` other spiders, settings and
pipelines, `test_settings` settings, arguments and exports that mean something else here, `test_scripts` scripts.
"""
