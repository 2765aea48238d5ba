using System.Globalization;
using OrleansOps.Http;
using OrleansOps.Protocol;

namespace OrleansOps.Operators.Tasks;

/// <summary>What a submission may ask for of its user and of what the task finds around it, how that is written, and how it is read.</summary>
internal static class SettingRules
{
    private const string Names = "letters, digits, '.', '_', '@' and '-', which is not the first";

    /// <summary>The first rule that it breaks, or null.</summary>
    public static Refusal? Broken(Api.SubmitTask task) =>
        User(task.RunAs)
        ?? (task.Umask is null || Umask(task.Umask) is not null
            ? null
            : Refusal.Bad(Api.ProblemCodes.InvalidValue, "umask", "'umask' must be three or four octal digits in quotes, such as \"027\"; at most \"0777\"."))
        ?? (task.CreateDirectory == true && task.WorkingDirectory is null
            ? Refusal.Bad(Api.ProblemCodes.MissingField, "workingDirectory", "'createDirectory' makes the directory that 'workingDirectory' names. Name one, or leave it out.")
            : null)
        ?? (task.Locale is null || AccountNames.IsLocale(task.Locale)
            ? null
            : Refusal.Bad(Api.ProblemCodes.InvalidValue, "locale", $"'locale' must be a name such as C.UTF-8, of at most {AccountNames.Length} characters."))
        ?? (task.TimeZone is null || AccountNames.IsTimeZone(task.TimeZone)
            ? null
            : Refusal.Bad(Api.ProblemCodes.InvalidValue, "timeZone", $"'timeZone' must be a name such as Europe/Berlin, of at most {AccountNames.Length} characters."))
        ?? (task.Nice is null or (>= TaskSetting.LowestNice and <= TaskSetting.HighestNice)
            ? null
            : Refusal.Bad(Api.ProblemCodes.OutOfRange, "nice", $"'nice' is {task.Nice}; it must be {TaskSetting.LowestNice} to {TaskSetting.HighestNice}."))
        ?? (task.IoNice is null || IoNice(task.IoNice) is not null
            ? null
            : Refusal.Bad(Api.ProblemCodes.InvalidValue, "ioNice", "'ioNice' must be idle, best-effort or realtime; the last two may have a place from 0 (first) to 7 behind a colon, such as best-effort:7."));

    /// <summary>What it asks for beyond the usual; null: nothing.</summary>
    public static OrleansOps.Tasks.TaskSetting? Of(Api.SubmitTask task)
    {
        var io = IoNice(task.IoNice);
        var setting = new OrleansOps.Tasks.TaskSetting
        {
            Umask = Umask(task.Umask),
            CreateDirectory = task.CreateDirectory == true,
            Locale = task.Locale,
            TimeZone = task.TimeZone,
            Nice = task.Nice,
            IoClass = (int?)io?.Class,
            IoLevel = io?.Level ?? 0,
        };
        return setting == new OrleansOps.Tasks.TaskSetting() ? null : setting;
    }

    /// <summary>Octal digits as a number; null if that is none.</summary>
    public static int? Umask(string? text) =>
        text is { Length: 3 or 4 } && text.All(digit => digit is >= '0' and <= '7') && Convert.ToInt32(text, 8) is <= TaskSetting.HighestUmask and var mask ? mask : null;

    public static string? Umask(int? mask) => mask is { } bits ? Convert.ToString(bits, 8).PadLeft(3, '0') : null;

    /// <summary>A class, and a place where it has places; null if that is none.</summary>
    public static (IoClass Class, int Level)? IoNice(string? text) => text?.Split(':') switch
    {
        ["idle"] => (IoClass.Idle, 0),
        ["best-effort"] => (IoClass.BestEffort, TaskSetting.UsualIoLevel),
        ["realtime"] => (IoClass.Realtime, TaskSetting.UsualIoLevel),
        ["best-effort", [>= '0' and <= '7' and var place]] => (IoClass.BestEffort, place - '0'),
        ["realtime", [>= '0' and <= '7' and var place]] => (IoClass.Realtime, place - '0'),
        _ => null,
    };

    public static string? IoNice(int? io, int level) => (IoClass?)io switch
    {
        null => null,
        IoClass.Idle => "idle",
        IoClass.Realtime => string.Create(CultureInfo.InvariantCulture, $"realtime:{level}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"best-effort:{level}"),
    };

    private static Refusal? User(Api.SubmitRunAs? runAs) => runAs switch
    {
        null => null,
        { User: null } => Refusal.Bad(Api.ProblemCodes.MissingField, "runAs.user", "'runAs.user' must be the name of a user of the host."),
        _ when !AccountNames.IsAccount(runAs.User) => Bad("runAs.user"),
        { Group: { } group } when !AccountNames.IsAccount(group) => Bad("runAs.group"),
        { Groups.Count: > AccountNames.MostGroups } => Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "runAs.groups", $"'runAs.groups' has {runAs.Groups.Count} entries; the limit is {AccountNames.MostGroups}. Leave it out, and the task has the user's groups."),
        { Groups: { } groups } when !groups.All(AccountNames.IsAccount) => Bad("runAs.groups"),
        _ => null,
    };

    private static Refusal Bad(string field) =>
        Refusal.Bad(Api.ProblemCodes.InvalidValue, field, $"'{field}' must be a name of {Names}, at most {AccountNames.Length} characters.");
}
