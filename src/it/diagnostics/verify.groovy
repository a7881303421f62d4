String log = new File(basedir, 'build.log').getText('UTF-8')
String shapes = new File(basedir, 'src/main/nn/example/Shapes.nn').absolutePath
String spelling = new File(basedir, 'src/main/nn/example/Spelling.nn').absolutePath

// the headline as javac has it, the place as rustc has it, the snippet, where the dims came from, what to write instead
assert log.contains("[ERROR] $shapes:[11,15] NN204 ")
assert log.contains("  --> $shapes:11:15\n")
assert log.contains("\n11 |   h    = relu(x @ W + b);\n   |               ^^^^^^^^^ ")
assert log.contains("\n 9 |   param b[pixels]         = zeros();\n   |         -")
assert log.contains("   = hint: ")
assert log.contains("[ERROR] $spelling:[2,10] NN301 ")
assert log.contains("did you mean tanh")

// one line at the end; no stack trace
assert log.contains(':generate (default) on project diagnostics: 2 errors in 2 files -> ')
assert !log.contains('\tat ')
assert !log.contains('Exception in')
assert !new File(basedir, 'target/generated-sources/nn/example/Fine.java').exists()
assert !new File(basedir, 'target/maven-status').exists()
