/** The grammar of .nn files. One rule for each node of the syntax tree; precedence is that of mathematics. */
grammar Nn;

file: (PACKAGE qualified ';')? importing* declaration* EOF;

importing: IMPORT STRING ';';

qualified: name ('.' name)*;

declaration
    : FUNCTION name dims? arguments (body | '=' expression ';')          # function
    | NETWORK name body                                                  # network
    | FN name dims? arguments (body | '=' expression ';')                # inline
    | MODULE name dims? arguments body                                   # module
    | OPTIMIZER name arguments FOR name ',' name body                    # optimizer
    ;

dims: '[' name (',' name)* ']';

arguments: '(' (argument (',' argument)*)? ')';

argument: name dims? (':' name)? ('=' expression)?;

body: '{' item* '}';

item
    : PRECISION name ';'                                                 # precision
    | MATH name ';'                                                      # math
    | DIM name ('=' expression)? ';'                                # dim
    | INPUT name dims? (':' name)? ';'                              # input
    | PARAM name dims? ('=' expression)? ';'                        # param
    | HYPER name '=' expression ';'                                 # hyper
    | STATE name dims? '=' expression ';'                           # state
    | UPDATE name bindings? '=' expression ';'                           # update
    | TRAIN name WITH expression (',' expression)* ';'                   # train
    | ASSUME expression ';'                                              # assume
    | RETURN expression ';'                                              # return
    | DERIVE name (',' name)* ';'                                        # derive
    | OUTPUT? name bindings? '=' expression ';'                     # equation
    ;

bindings: '[' element (',' element)* (WHERE expression)? ']';

/** What stands in brackets: a bound index with its range, a picked position, a dim or a subscript. */
element: (name (':' | '='))? expression;

expression: choice;

choice: disjunction ('?' expression ':' expression)?;

disjunction: conjunction ('||' conjunction)*;

conjunction: comparison ('&&' comparison)*;

comparison: sum (comparator sum)*;

comparator: '<' | '<=' | '>' | '>=' | '==' | '!=';

sum: product (('+' | '-') product)*;

product: contraction (('*' | '/') contraction)*;

contraction: unary ('@' unary)*;

unary
    : '-' unary                                                          # negation
    | '!' unary                                                          # not
    | power                                                              # positive
    ;

power: postfix ('^' exponent)?;

exponent
    : '-' exponent                                                       # negativeExponent
    | power                                                              # positiveExponent
    ;

postfix
    : NEW name bindings? passed? (TIMES operand)?                        # instance
    | operand (ELSE fallback)*                                           # reading
    ;

operand: primary suffix*;

suffix: bindings | passed;

/** One operand, or a signed literal; anything longer wants parentheses. */
fallback: '-' (NUMBER | name) | operand;

primary
    : NUMBER                                                             # number
    | qualified                                                          # reference
    | '(' expression ')'                                                 # parentheses
    ;

passed: '(' (given (',' given)*)? ')';

given: (name '=')? expression;

/** Words that begin an item are names elsewhere, so that a tensor may be called what its author likes. */
name
    : NAME | PRECISION | MATH | UPDATE | STATE | TRAIN | WITH | ASSUME | DERIVE | HYPER | OPTIMIZER | FOR | TIMES
    | WHERE
    ;

PACKAGE: 'package';
IMPORT: 'import';
FUNCTION: 'function';
NETWORK: 'network';
FN: 'fn';
MODULE: 'module';
OPTIMIZER: 'optimizer';
FOR: 'for';
PRECISION: 'precision';
MATH: 'math';
DIM: 'dim';
INPUT: 'input';
PARAM: 'param';
HYPER: 'hyper';
STATE: 'state';
UPDATE: 'update';
OUTPUT: 'output';
TRAIN: 'train';
WITH: 'with';
ASSUME: 'assume';
RETURN: 'return';
DERIVE: 'derive';
WHERE: 'where';
ELSE: 'else';
NEW: 'new';
TIMES: 'times';

NAME: [a-zA-Z_] [a-zA-Z0-9_]*;
NUMBER: ([0-9]+ ('.' [0-9]+)? | '.' [0-9]+) ([eE] [+-]? [0-9]+)?;
STRING: '"' ~["\r\n]* '"';

DOC: '/**' ~[/] .*? '*/' -> channel(HIDDEN);
COMMENT: '/*' .*? '*/' -> skip;
LINE: '//' ~[\r\n]* -> skip;
SPACE: [ \t\r\n\f]+ -> skip;
OTHER: .;
