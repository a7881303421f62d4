File log = new File(basedir, 'build.log')
List<String> told = log.readLines('UTF-8').findAll { it =~ /^\[INFO\] \d+ \.nn files? (compiled|up to date)/ }
        .collect { (it - '[INFO] ').replaceFirst(/ \(\d+\.\d s\)$/, '') }
assert told == [
        '4 .nn files compiled; 3 classes written',
        '4 .nn files up to date',
        '1 .nn file compiled, 3 up to date; 1 class written', // Alone.nn
        '2 .nn files compiled, 2 up to date; 1 class written', // shared.nn, and Importing.nn, which imports it
        '4 .nn files compiled; 1 class written', // another length: only one class has it
        '1 .nn file compiled, 3 up to date; 1 class written', // the output that was edited
        '0 .nn files compiled, 3 up to date; 0 classes written, 1 deleted'
]
File classes = new File(basedir, 'target/classes')
File java = new File(basedir, 'target/generated-sources/nn')
assert new File(java, 'example/Importing.java').getText('UTF-8').contains('HIDDEN = 5')
assert new File(java, 'example/Alone.java').getText('UTF-8').contains('By itself, and another one.')
assert !new File(java, 'gone').exists()
assert new File(classes, 'example/Alone.class').isFile()
assert !new File(classes, 'gone/Tomorrow.class').exists()
assert log.getText('UTF-8').count('Nothing to compile - all classes are up to date') >= 1

String manifest = new File(basedir, 'target/maven-status/chainrule/generate-default.json').getText('UTF-8')
assert !manifest.contains(basedir.absolutePath)
