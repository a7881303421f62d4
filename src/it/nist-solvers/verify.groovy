String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('Tests run: 36, Failures: 0, Errors: 0, Skipped: 0')
assert log.contains('18 gradient checks passed')
