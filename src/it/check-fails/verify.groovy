import groovy.json.JsonSlurper

String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('[ERROR] Root')
assert log.contains('NN902')
assert log.contains('1 of 2 gradient checks failed; the reports are in ' + new File(basedir, 'target/chainrule-check'))
assert !log.contains('\tat ')

def report = new JsonSlurper().parse(new File(basedir, 'target/chainrule-check/report.json'))
assert report != null
def suites = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/chainrule-check/TEST-chainrule-check.xml'))
assert suites.@failures.text().toInteger() == 1
assert suites.testsuite.size() == 2
