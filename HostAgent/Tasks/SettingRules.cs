using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>What an order may ask for of its user and of what it finds around it.</summary>
internal static class SettingRules
{
    /// <summary>Why that is not taken; null if nothing is wrong with it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="onlyUser">The user that all tasks of this agent are; null: it can be anybody, because it is root.</param>
    public static string? Problem(RunTask order, string? onlyUser) => UserProblem(order.RunAs, onlyUser) ?? order.Setting switch
    {
        null => null,
        { Umask: < 0 or > TaskSetting.HighestUmask } => "setting.umask must be 0 to 511 (0777).",
        { Nice: < TaskSetting.LowestNice or > TaskSetting.HighestNice } => $"setting.nice must be {TaskSetting.LowestNice} to {TaskSetting.HighestNice}.",
        { IoClass: { } io } when !Enum.IsDefined(io) => $"setting.ioClass {(int)io} is not known to this agent. Update the agent.",
        { IoLevel: < 0 or > TaskSetting.HighestIoLevel } => $"setting.ioLevel must be 0 to {TaskSetting.HighestIoLevel}.",
        { Locale: { } locale } when !AccountNames.IsLocale(locale) => $"setting.locale must be a name such as C.UTF-8, of at most {AccountNames.Length} characters.",
        { TimeZone: { } zone } when !AccountNames.IsTimeZone(zone) => $"setting.timeZone must be a name such as Europe/Berlin, of at most {AccountNames.Length} characters.",
        { CreateDirectory: true } when order.WorkingDirectory is null => "setting.createDirectory is for a workingDirectory that the order names.",
        { Nice: < 0 } when onlyUser is not null => NotRoot(onlyUser, "give a task a nice below 0"),
        { IoClass: IoClass.Realtime } when onlyUser is not null => NotRoot(onlyUser, "serve a task's disk input and output before all others"),
        _ => null,
    };

    private static string? UserProblem(RunAs? runAs, string? onlyUser) => runAs switch
    {
        null => null,
        _ when !AccountNames.IsAccount(runAs.User) => $"runAs.user must be the name of a user, of at most {AccountNames.Length} characters.",
        { Group: { } group } when !AccountNames.IsAccount(group) => $"runAs.group must be the name of a group, of at most {AccountNames.Length} characters.",
        { Groups.Count: > AccountNames.MostGroups } => $"runAs.groups has {runAs.Groups.Count} entries; the limit is {AccountNames.MostGroups}.",
        { Groups: { } groups } when !groups.All(AccountNames.IsAccount) => $"runAs.groups must be names of groups, of at most {AccountNames.Length} characters.",
        _ when onlyUser is not null => NotRoot(onlyUser, $"run a task as user '{runAs.User}'"),
        _ => null,
    };

    private static string NotRoot(string onlyUser, string what) => $"This agent runs as user '{onlyUser}', and only an agent of root can {what}. Start the agent as root, or leave that out.";
}
