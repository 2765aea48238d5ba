using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>The options of opsctl run about the task's user and what it finds around it. What they may be, the server says.</summary>
internal sealed class SettingOptions
{
    private readonly Option<string?> _user = Options.Text("--user", "NAME", "User of the host for whom it runs; the agent must be root's for that.");
    private readonly Option<string?> _group = Options.Text("--group", "NAME", "Its group; the user's own by default.");
    private readonly Option<string?> _groups = Options.Text("--groups", "NAME,NAME", "Its supplementary groups, in place of the user's.");
    private readonly Option<bool> _login = Options.Flag("--login", "Run it by the user's login shell, which reads his profile.");
    private readonly Option<string?> _umask = Options.Text("--umask", "OCTAL", "What its new files do not allow; 022 by default.");
    private readonly Option<bool> _makeDirectory = Options.Flag("--make-cwd", "Make the directory of --cwd, and those above it, as the task's user.");
    private readonly Option<string?> _locale = Options.Text("--locale", "NAME", "Its language and encoding, such as C.UTF-8.");
    private readonly Option<string?> _timeZone = Options.Text("--time-zone", "NAME", "Its time zone, such as Europe/Berlin.");
    private readonly Option<int?> _nice = new("--nice") { HelpName = "N", Description = "How far it stands back for other processes: 19 the most; below 0 needs an agent of root." };
    private readonly Option<string?> _ioNice = Options.Text("--io-nice", "CLASS", "How its disk input and output is served: idle, best-effort[:0-7] or realtime[:0-7].");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_user, _group, _groups, _login, _umask, _makeDirectory, _locale, _timeZone, _nice, _ioNice])
        {
            command.Add(option);
        }
    }

    /// <summary>The submission with what is asked for here.</summary>
    public SubmitTask Apply(SubmitTask task, ParseResult line)
    {
        var (user, group, groups, login) = (line.GetValue(_user), line.GetValue(_group), line.GetValue(_groups), line.GetValue(_login));
        if (user is null && ((group ?? groups) is not null || login))
        {
            throw CliException.Usage("--group, --groups and --login are about the user of --user.", "Add --user NAME.");
        }

        return task with
        {
            RunAs = user is null ? null : new RunAs(user, group, groups?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), login ? true : null),
            Umask = line.GetValue(_umask),
            CreateDirectory = line.GetValue(_makeDirectory) ? true : null,
            Locale = line.GetValue(_locale),
            TimeZone = line.GetValue(_timeZone),
            Nice = line.GetValue(_nice),
            IoNice = line.GetValue(_ioNice),
        };
    }
}
