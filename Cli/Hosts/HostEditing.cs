using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl hosts label, and opsctl hosts rename</summary>
internal static class HostEditing
{
    private const string LabelMore = """
        NAME=VALUE sets a label, NAME- takes it away. What is set here stands above what the host was enrolled with.

        Examples:
          opsctl hosts label web-1 role=web env=prod
          opsctl hosts label web-1 env-
          opsctl hosts label -l role=web env=test
        """;

    public static Command CreateLabel(CommonOptions common)
    {
        var label = Options.Label("All hosts with this label, in place of one name.");
        var words = new Argument<string[]>("HOST NAME=VALUE NAME-") { HelpName = "HOST NAME=VALUE NAME-", Description = "The host (not with -l), then labels to set or to take away.", Arity = ArgumentArity.OneOrMore };
        words.CompletionSources.Add(Known.Hosts);
        words.CompletionSources.Add(Known.Labels);
        var command = new DocumentedCommand("label", "Set labels of hosts, or take them away.", LabelMore) { label, words };
        command.Does(common, async (line, session, cancel) =>
        {
            var given = line.GetRequiredValue(words);
            var selector = line.GetValue(label);
            var edit = Edit(selector is null ? given[1..] : given);
            var chosen = await Hosts(session, selector, given[0], cancel);
            return await Each.Do(chosen, host => host, (host, stop) => Label(session, host, edit, stop), session, line, cancel);
        });
        return command;
    }

    public static Command CreateRename(CommonOptions common)
    {
        var host = Options.Host();
        var name = new Argument<string>("NAME") { Description = "Its new name." };
        var command = new Command("rename", "Give a host another name.") { host, name };
        command.Does(common, async (line, session, cancel) =>
        {
            Say(
                session, await session.Server.EditAgent(line.GetRequiredValue(host), new EditAgent(line.GetRequiredValue(name), Labels: null), cancel),
                view => $"{Printable.Of(line.GetRequiredValue(host))} is {Printable.Of(view.Name ?? view.Id)} now.");
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<int> Label(Session session, string host, Dictionary<string, string?> edit, CancellationToken cancel)
    {
        var labelled = await session.Server.EditAgent(host, new EditAgent(Name: null, edit), cancel);
        Say(session, labelled, view => $"{Printable.Of(view.Name ?? view.Id)} has {Printable.Of(Show.Labels(view.Labels) ?? "no labels")} now.");
        return ExitCodes.Success;
    }

    private static async Task<IReadOnlyList<string>> Hosts(Session session, string? selector, string first, CancellationToken cancel) =>
        selector is null ? [first] : [.. (await HostSelection.Labelled(session, selector, cancel)).Select(host => host.Id)];

    private static Dictionary<string, string?> Edit(IReadOnlyList<string> words)
    {
        var labels = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (KeyValues.Split(word) is { } pair)
            {
                labels[pair.Name] = pair.Value;
            }
            else if (word.Length > 1 && word[^1] == '-')
            {
                labels[word[..^1]] = null;
            }
            else
            {
                throw CliException.Usage($"\"{Printable.Of(word)}\" is no label.", "Write NAME=VALUE to set one, NAME- to take it away: opsctl hosts label web-1 role=web env-");
            }
        }

        return labels.Count > 0 ? labels : throw CliException.Usage("No label is given.", "Write NAME=VALUE to set one, NAME- to take it away: opsctl hosts label web-1 role=web env-");
    }

    private static void Say(Session session, Reply<AgentView> host, Func<AgentView, string> sentence)
    {
        if (session.Json)
        {
            session.WriteJson(host.Json);
        }
        else
        {
            session.Notes.Info(sentence(host.Value));
        }
    }
}
