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

    /// <summary>Of commands that show things.</summary>
    private readonly Option<string?> _output = Options.OneOf(
        "--output", "FORMAT", "name (one on each line), wide (every column), json or yaml.", "name", "wide", "json", "yaml");

    public CommonOptions() => _output.Aliases.Add("-o");

    public Option Output => _output;

    public void AddTo(RootCommand root)
    {
        root.Add(_json);
        root.Add(_noColor);
        root.Add(_quiet);
    }

    public Session Open(ParseResult line) => new(Format(line), line.GetValue(_noColor), line.GetValue(_quiet));

    private OutputFormat Format(ParseResult line) => line.GetResult(_output) is null ? line.GetValue(_json) ? OutputFormat.Json : OutputFormat.Table : line.GetValue(_output) switch
    {
        "name" => OutputFormat.Name,
        "wide" => OutputFormat.Wide,
        "json" => OutputFormat.Json,
        _ => OutputFormat.Yaml,
    };
}
