String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('chainrule:check')
assert log.contains('rtol (Default: 1e-6)')
assert log.contains('User property: chainrule.check.rtol')
