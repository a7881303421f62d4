String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.count('1 gradient check passed') == 2
def suites = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/chainrule-check/TEST-chainrule-check.xml'))
assert suites.@failures.text() == '0'
assert suites.testsuite.testcase.collect { it.@name.text() }.any { it.startsWith('slope') }
assert new File(basedir, 'target/chainrule-check/report.json').getText('UTF-8').contains('"seed": 7')
