using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Which tasks a verb is for: those that are named, or those with a label.</summary>
internal sealed class TaskSelection
{
    private readonly Argument<string[]> _ids = new("ID") { HelpName = "ID", Description = "Ids of tasks.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _label = Options.Label("All tasks with this label, in place of ids.");
    private readonly string _open;

    /// <param name="open">Whether a label means tasks that are not over, or those that are.</param>
    public TaskSelection(bool open)
    {
        _open = open ? "true" : "false";
        _ids.CompletionSources.Add(open ? Known.OpenTasks : Known.Tasks);
        _ids.Validators.Add(result =>
        {
            foreach (var complaint in result.Tokens.Select(token => Ids.Complaint(token.Value)).OfType<string>())
            {
                result.AddError(complaint);
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Add(_label);
        command.Add(_ids);
    }

    public async Task<IReadOnlyList<string>> Read(ParseResult line, Session session, CancellationToken cancel)
    {
        var ids = line.GetValue(_ids) ?? [];
        switch (ids, line.GetValue(_label))
        {
            case ([], null):
                throw CliException.Usage("No task is given.", "Name one or several, or choose them with -l NAME=VALUE. opsctl tasks lists them.");
            case (not [], not null):
                throw CliException.Usage("Tasks are named or chosen with -l, not both.", "Give one of them.");
            case ([], { } label):
                var found = await Pages.Read(
                    (size, cursor) => session.Server.ListTasks(new Query().Add("label", label).Add("open", _open).Add("limit", size).Add("cursor", cursor), cancel), wanted: null);
                return found.Items.Count > 0
                    ? [.. found.Items.Select(task => task.GetProperty("id").GetString()!)]
                    : throw CliException.Usage($"No task {(_open is "true" ? "that is not over" : "that is over")} has the label {Printable.Of(label)}.", "opsctl tasks lists them.");
            default:
                return ids;
        }
    }
}
