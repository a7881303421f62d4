String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.count('6 .nn files compiled; 6 classes written') == 2
assert log.count('6 gradient checks passed') == 2
['one', 'two'].each { module ->
    assert new File(basedir, "$module/target/classes/$module/Wave5.class").isFile()
}
// a plugin that is not thread-safe is named in a warning
assert !log.contains('not marked as @threadSafe')
assert !log.contains('not marked as thread-safe')
