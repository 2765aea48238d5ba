using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl rules, with list, set and test</summary>
internal static class RulesCommand
{
    private const string More = """
        A rule is a regular expression that is looked for in what tasks run: it warns, or blocks the task. Rules guard against slips; who wants to get round one can.
        What a host itself refuses nobody gets round: see 'only' in docs/policy.md.

        Examples:
          opsctl rules list -o yaml > rules.yaml
          opsctl rules set --file rules.yaml
          opsctl rules test 'rm -rf /'
        """;

    private const string OfSet = """
        The file is in YAML, and has all rules that there are to be:
          rules:
            - name: no-reboot
              expression: '\b(reboot|shutdown)\b'
              on: env=prod
              action: block
              message: Use the workflow reboot-hosts.
        With 'version' in it they replace that version alone, as 'opsctl rules list -o yaml' prints it; without, whatever there is.
        """;

    public static Command Create(CommonOptions common) => new DocumentedCommand("rules", "Rules on what tasks run: list, set or test.", More)
    {
        CreateList(common),
        CreateSet(common),
        CreateTest(common),
    };

    private static Command CreateList(CommonOptions common)
    {
        var command = new Command("list", "List the rules.") { common.Output };
        command.Does(common, async (_, session, cancel) =>
        {
            var rules = await session.Server.ReadCommandRules(cancel);
            if (session.Json)
            {
                session.WriteJson(rules.Json);
            }
            else if (session.Format == OutputFormat.Name)
            {
                session.WriteNames(rules.Value.Rules.Select(rule => rule.Name));
            }
            else if (rules.Value.Rules.Count == 0)
            {
                session.Notes.Info("There are no rules. Make some: opsctl rules set --help");
            }
            else
            {
                Table(rules.Value.Rules).Write(session.Tables);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static DocumentedCommand CreateSet(CommonOptions common)
    {
        var file = new Option<string>("--file", "-f") { HelpName = "FILE", Description = "File with all rules that there are to be; - is standard input.", Required = true };
        var command = new DocumentedCommand("set", "Put other rules in the place of those that there are.", OfSet) { file, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var (version, rules) = await CommandRulesFile.Read(line.GetRequiredValue(file), cancel);
            version ??= (await session.Server.ReadCommandRules(cancel)).Value.Version;
            var stored = await session.Server.PutCommandRules(new PutCommandRules(version.Value, rules), cancel);
            if (session.Json)
            {
                session.WriteJson(stored.Json);
            }
            else
            {
                session.Notes.Info($"There are {Show.Number(stored.Value.Rules.Count)} rules now, version {Show.Number(stored.Value.Version)}. They hold within two seconds.");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Command CreateTest(CommonOptions common)
    {
        var text = new Argument<string>("TEXT") { Description = "A script, or a command with its arguments." };
        var on = Options.OnHost("Host that it is for; rules of all hosts are looked at by default.");
        var command = new Command("test", "Say which rules fit a script or a command, without running it. Exit code 1: one blocks it.") { text, on, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var fitting = await session.Server.TestCommandRules(new TestCommandRules(line.GetRequiredValue(text), line.GetValue(on)), cancel);
            if (session.Json)
            {
                session.WriteJson(fitting.Json);
            }
            else if (fitting.Value.Rules.Count == 0)
            {
                session.WriteLine("No rule fits it.");
            }
            else
            {
                Table(fitting.Value.Rules).Write(session.Tables);
            }

            return fitting.Value.Rules.Any(rule => rule.Action is "block") ? ExitCodes.NotAll : ExitCodes.Success;
        });
        return command;
    }

    private static Listing Table(IEnumerable<CommandRuleView> rules)
    {
        var table = new Listing(new Column("NAME"), new Column("ACTION", 1), new Column("EXPRESSION", 2), new Column("HOSTS", 3), new Column("MESSAGE", 4));
        foreach (var rule in rules)
        {
            table.Add(rule.Name, rule.Action, rule.Expression, rule.On ?? "all", rule.Message);
        }

        return table;
    }
}
