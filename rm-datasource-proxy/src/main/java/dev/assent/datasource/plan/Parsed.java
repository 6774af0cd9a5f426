package dev.assent.datasource.plan;

import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.errors.Refusal;
import dev.assent.shaded.jsqlparser.expression.Alias;
import dev.assent.shaded.jsqlparser.parser.CCJSqlParserUtil;
import dev.assent.shaded.jsqlparser.parser.ParseException;
import dev.assent.shaded.jsqlparser.parser.TokenMgrException;
import dev.assent.shaded.jsqlparser.schema.Table;
import dev.assent.shaded.jsqlparser.statement.Statement;

/** The parser, asked on the calling thread; its convenience methods start a thread per statement. */
final class Parsed {
    private static final int DEEPEST = 10;

    private Parsed() {}

    static Statement statement(Grammar grammar, String sql) {
        try {
            return parse(grammar, sql, false);
        } catch (ParseException simple) {
            Refuse.when(
                    CCJSqlParserUtil.getNestingDepth(sql) > DEEPEST, Refusal.UNREADABLE, "brackets nest too deeply");
            try {
                return parse(grammar, sql, true);
            } catch (ParseException e) {
                throw new Refuse(Refusal.UNREADABLE, firstLine(e));
            }
        } catch (TokenMgrException e) {
            throw new Refuse(Refusal.UNREADABLE, firstLine(e));
        }
    }

    private static Statement parse(Grammar grammar, String sql, boolean complex) throws ParseException {
        return CCJSqlParserUtil.newParser(sql)
                .withBackslashEscapeCharacter(grammar.backslashEscapes())
                .withAllowComplexParsing(complex)
                .Statement();
    }

    static Plan.Target target(Table table) {
        Alias alias = table.getAlias();
        Refuse.when(
                (alias != null && alias.getAliasColumns() != null)
                        || table.getPivot() != null
                        || table.getUnPivot() != null
                        || table.getTimeTravel() != null
                        || table.getTimeTravelStrAfterAlias() != null
                        || table.isTableVariable(),
                Refusal.CLAUSE);
        return new Plan.Target(table.getFullyQualifiedName(), alias == null ? "" : alias.getName());
    }

    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }
}
