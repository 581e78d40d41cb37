import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import globals from 'globals'
import ts from 'typescript-eslint'

const tests = ['**/*.test.ts', '**/testing/**', 'test/**']

/** A page never turns text into markup or code (threat T19). */
const markupFromData = [
  'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]',
  'CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment)$/]',
  "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
].map(selector => ({ selector, message: 'Render text through Vue; markup made from data is an injection.' }))

/** SQL that is not a bound parameter stays in the files that a reviewer reads for it (promise G5). */
const rawSql = {
  selector: "MemberExpression[object.name='sql'][property.name=/^(raw|ref|id|table|lit)$/]",
  message: 'A raw SQL fragment belongs in queries.ts.',
}

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'A setting is read once, in config.ts, and passed on.',
}

/** A rule of the domain takes `now` as an argument, so that it can be asked about any day. */
const clock = [
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
].map(selector => ({ selector, message: '`now` is an argument of a rule.' }))

/** One list per kind of file: ESLint does not add up the lists of two blocks. */
const forbid = (...syntax) => ({ 'no-restricted-syntax': ['error', ...markupFromData, ...syntax] })

const onlyIn = (owner, group) => ({ group, message: `Only ${owner} imports it.` })
const axios = onlyIn('api-client', ['axios', 'axios/*'])
const reka = onlyIn('ui-kit', ['reka-ui', 'reka-ui/*'])
const forbidImports = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
})

export default defineConfig(
  { ignores: ['**/dist/', '**/.data/', 'coverage/', '.stryker-tmp/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: ['**/*.vue'],
    extends: [ts.configs.strict, vue.configs['flat/recommended'], accessibility.configs['flat/recommended']],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    rules: {
      'no-undef': 'off', // vue-tsc knows better
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/multi-word-component-names': ['error', { ignores: ['Portal'] }],
      'vue/no-static-inline-styles': 'error', // refused by the portal's content security policy
      'vue/no-v-html': 'error',
      'vue/no-v-text-v-html-on-component': 'error',
      'vue/require-default-prop': 'off', // an optional prop is `undefined`, and its type says so
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.{ts,vue,mjs}'],
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'off', // the typed rule below does it
      'no-new-func': 'error',
      ...forbid(rawSql, environment),
    },
  },
  {
    files: ['**/*.{ts,vue}'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      ...forbidImports(axios, reka),
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off', // a brand is named once, by its caller
      '@typescript-eslint/no-generated-empty-object-type': 'off', // an endpoint without a query has the empty one
      // Half of the time of a whole run, for enums, which TypeScript is told to refuse, and for class instances, of which there are few.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off', // objects are closures here: no method looks at `this`
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  { files: ['packages/api-client/**'], rules: forbidImports(reka) },
  { files: ['packages/ui-kit/**'], rules: forbidImports(axios) },
  {
    files: ['packages/ui-kit/**/*.vue'],
    rules: {
      // The label is in the field around the control, which only the running page shows; axe looks there.
      'vuejs-accessibility/form-control-has-label': 'off',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      // A table that turns into cards loses its roles with its `display`, unless they are spelled out.
      'vuejs-accessibility/no-redundant-roles': 'off',
    },
  },
  { files: ['packages/domain/src/**/*.ts'], ignores: tests, rules: forbid(rawSql, environment, ...clock) },
  { files: ['**/queries.ts', '**/migrations/**'], rules: forbid(environment) },
  { files: ['**/config.ts', '**/*.config.{ts,mjs}', 'shell-stub/bin/**'], rules: forbid(rawSql) },
  {
    files: ['shell-stub/bin/**', 'shell-stub/src/commands/**', 'test/{bench,support}/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: tests,
    rules: {
      ...forbid(),
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }], // a fixture that needs no other
    },
  },
  prettier,
)
