using System.CommandLine;
using System.Text.Json;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Which hosts a verb is for: those that are named, or those with a label.</summary>
internal sealed class HostSelection
{
    private readonly Argument<string[]> _hosts = new("HOST") { HelpName = "HOST", Description = "Ids or names of hosts.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _label = Options.Label("All hosts with this label, in place of names.");

    public HostSelection() => _hosts.CompletionSources.Add(Known.Hosts);

    public void AddTo(Command command)
    {
        command.Add(_label);
        command.Add(_hosts);
    }

    public async Task<IReadOnlyList<AgentView>> Read(ParseResult line, Session session, CancellationToken cancel)
    {
        var names = line.GetValue(_hosts) ?? [];
        switch (names, line.GetValue(_label))
        {
            case ([], null):
                throw CliException.Usage("No host is given.", "Name one or several, or choose them with -l NAME=VALUE. opsctl hosts lists them.");
            case (not [], not null):
                throw CliException.Usage("Hosts are named or chosen with -l, not both.", "Give one of them.");
            case ([], { } label):
                return await Labelled(session, label, cancel);
            default:
                var read = new List<AgentView>();
                foreach (var name in names)
                {
                    read.Add((await session.Server.ReadAgent(name, cancel)).Value);
                }

                return read;
        }
    }

    public static async Task<IReadOnlyList<AgentView>> Labelled(Session session, string label, CancellationToken cancel)
    {
        var found = await Pages.Read((size, cursor) => session.Server.ListAgents(new Query().Add("label", label).Add("limit", size).Add("cursor", cursor), cancel), wanted: null);
        var hosts = found.Items.Select(item => item.Deserialize(CliJson.Default.AgentView)).OfType<AgentView>().ToList();
        return hosts.Count > 0 ? hosts : throw CliException.Usage($"No host has the label {Printable.Of(label)}.", "opsctl hosts shows the labels.");
    }
}
