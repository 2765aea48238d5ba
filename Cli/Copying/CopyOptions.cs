using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>The options of opsctl cp. What they may be, the server says.</summary>
internal sealed class CopyOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private readonly Option<string?> _mode = Options.Text("--mode", "OCTAL", "Its mode there, such as 0644; that of the file it replaces by default.");
    private readonly Option<string?> _owner = Options.Text("--owner", "USER", "Whose it is there; needs an agent of root.");
    private readonly Option<string?> _group = Options.Text("--group", "GROUP", "Its group there.");
    private readonly Option<bool> _parents = Options.Flag("--parents", "Make the directories above it.");
    private readonly Option<string?> _ifExists = Options.OneOf("--if-exists", "WHAT", "overwrite (default), keep or fail, where it is there already.", "overwrite", "keep", "fail");
    private readonly Option<long?> _limit = Options.Size("--limit", "No more than this each second, such as 10M.");
    private readonly Option<string?> _user = Options.Text("--user", "NAME", "User of the host who writes or reads it; needs an agent of root.");
    private readonly Option<TimeSpan?> _timeout = Options.Duration("--timeout", "How long it may take on the host; 2h by default.", Longest);
    private readonly Option<TimeSpan?> _queueTimeout = Options.Duration("--queue-timeout", "How long it may wait for the host; 1d by default.", Longest);
    private readonly Option<bool> _recursive = Options.Flag("--recursive", "From a host: directories with all that is in them.", "-r");
    private readonly Option<long?> _most = Options.Size("--most", "From a host: no more than this in all, such as 20G; 8G by default.");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_mode, _owner, _group, _parents, _ifExists, _limit, _user, _timeout, _queueTimeout, _recursive, _most])
        {
            command.Add(option);
        }
    }

    /// <summary>The task that brings files from there.</summary>
    public SubmitTask Bring(ParseResult line, IReadOnlyList<RemotePath> sources)
    {
        if (((Option[])[_mode, _owner, _group, _parents, _ifExists]).FirstOrDefault(option => line.GetResult(option) is { Implicit: false }) is { } odd)
        {
            throw CliException.Usage($"{odd.Name} is for files that go to a host.", "Leave it out.");
        }

        return new SubmitTask(sources[0].Host, ScriptKinds.Collect)
        {
            TimeoutSeconds = (long?)line.GetValue(_timeout)?.TotalSeconds,
            QueueSeconds = (long?)line.GetValue(_queueTimeout)?.TotalSeconds,
            RunAs = line.GetValue(_user) is { } user ? new RunAs(user) : null,
            Collect = new SubmitCollect([.. sources.Select(source => source.Path)], line.GetValue(_recursive) ? true : null, line.GetValue(_most), BytesPerSecond: line.GetValue(_limit)),
        };
    }

    /// <summary>The task that puts something there, all but what that is.</summary>
    public SubmitTask Put(ParseResult line, RemotePath target)
    {
        if (((Option[])[_recursive, _most]).FirstOrDefault(option => line.GetResult(option) is { Implicit: false }) is { } odd)
        {
            throw CliException.Usage($"{odd.Name} is for files that come from a host.", "Leave it out. To a host each file is named; your shell knows patterns for that.");
        }

        return new SubmitTask(target.Host, ScriptKinds.File)
        {
            TimeoutSeconds = (long?)line.GetValue(_timeout)?.TotalSeconds,
            QueueSeconds = (long?)line.GetValue(_queueTimeout)?.TotalSeconds,
            RunAs = line.GetValue(_user) is { } user ? new RunAs(user) : null,
            File = new SubmitFile(target.Path)
            {
                Mode = line.GetValue(_mode),
                Owner = line.GetValue(_owner),
                Group = line.GetValue(_group),
                CreateDirectories = line.GetValue(_parents) ? true : null,
                IfExists = line.GetValue(_ifExists),
                BytesPerSecond = line.GetValue(_limit),
            },
        };
    }
}
