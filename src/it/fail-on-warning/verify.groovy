String log = new File(basedir, 'build.log').getText('UTF-8')
String file = new File(basedir, 'src/main/nn/example/Unused.nn').absolutePath
assert log.contains("[WARNING] $file:[4,9] NN")
assert log.contains('BUILD SUCCESS')
assert log.contains("[ERROR] $file:[4,9] NN")
assert log.contains('1 error in 1 file -> ')
