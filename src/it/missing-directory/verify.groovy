String log = new File(basedir, 'build.log').getText('UTF-8')
String folder = new File(basedir, 'src/main/networks').absolutePath
assert log.contains("sourceDirectory (chainrule.sourceDirectory) is $folder, and there is no such folder -> ")
