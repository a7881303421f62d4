assert new File(basedir, 'build.log').getText('UTF-8').count('Chainrule is skipped') == 3
assert !new File(basedir, 'target/generated-sources').exists()
