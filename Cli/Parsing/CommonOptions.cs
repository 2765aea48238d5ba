using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>Options that every command takes.</summary>
internal sealed class CommonOptions
{
    private readonly Option<bool> _json = new("--json")
    {
        Description = "Write JSON for programs: one document, or a line for each event where a task is followed.",
        Recursive = true,
    };

    private readonly Option<bool> _noColor = new("--no-color")
    {
        Description = "No colours in tables (NO_COLOR does the same). Logs always keep the script's own.",
        Recursive = true,
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q")
    {
        Description = "On standard error, say only what went wrong.",
        Recursive = true,
    };

    public void AddTo(RootCommand root)
    {
        root.Add(_json);
        root.Add(_noColor);
        root.Add(_quiet);
    }

    public Session Open(ParseResult line) => new(line.GetValue(_json), line.GetValue(_noColor), line.GetValue(_quiet));
}
