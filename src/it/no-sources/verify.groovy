String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.count('[INFO] there is no .nn file in ' + new File(basedir, 'src/main/nn').absolutePath) == 2
assert log.contains('BUILD SUCCESS')
assert log.contains('there is no .nn file in ' + new File(basedir, 'src/main/nn').absolutePath + ' -> ')
assert !new File(basedir, 'target/generated-sources').exists()
