using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

public sealed class SettingRulesTests
{
    private static readonly RunTask Good = Some.Script("t1", "true");

    public static TheoryData<string, RunTask> Bad => new()
    {
        { "runAs.user must be", As("") },
        { "runAs.user must be", As("-u") },
        { "runAs.user must be", As("a b") },
        { "runAs.user must be", As("a\n") },
        { "runAs.user must be", As("../root") },
        { "runAs.user must be", As(null!) },
        { "runAs.user must be", As(new string('a', 65)) },
        { "runAs.group must be", Good with { RunAs = new RunAs("a", "b c") } },
        { "runAs.groups must be", Good with { RunAs = new RunAs("a", Groups: ["b", ""]) } },
        { "runAs.groups has 33 entries; the limit is 32", Good with { RunAs = new RunAs("a", Groups: [.. Enumerable.Repeat("b", 33)]) } },
        { "setting.umask must be 0 to 511", With(new TaskSetting(Umask: 512)) },
        { "setting.umask must be 0 to 511", With(new TaskSetting(Umask: -1)) },
        { "setting.nice must be -20 to 19", With(new TaskSetting(Nice: 20)) },
        { "setting.ioClass 9 is not known", With(new TaskSetting(IoClass: (IoClass)9)) },
        { "setting.ioLevel must be 0 to 7", With(new TaskSetting(IoClass: IoClass.BestEffort, IoLevel: 8)) },
        { "setting.locale must be", With(new TaskSetting(Locale: "a/b")) },
        { "setting.timeZone must be", With(new TaskSetting(TimeZone: "../etc/passwd")) },
        { "setting.timeZone must be", With(new TaskSetting(TimeZone: "/etc/localtime")) },
        { "setting.createDirectory is for a workingDirectory", With(new TaskSetting(CreateDirectory: true)) },
    };

    public static TheoryData<string, RunTask> OfRoot => new()
    {
        { "run a task as user 'app'", As("app") },
        { "give a task a nice below 0", With(new TaskSetting(Nice: -1)) },
        { "before all others", With(new TaskSetting(IoClass: IoClass.Realtime)) },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void Refusal_NamesTheFieldAndItsLimit(string expected, RunTask order) => Refused(expected, OrderRules.Refusal(order, TestGateway.AgentId));

    [Theory]
    [MemberData(nameof(OfRoot), DisableDiscoveryEnumeration = true)]
    public void Refusal_WhatOnlyRootCan_SaysWhoTheAgentIs(string expected, RunTask order)
    {
        Assert.Null(OrderRules.Refusal(order, TestGateway.AgentId));

        var refused = OrderRules.Refusal(order, TestGateway.AgentId, onlyUser: "ops");

        Refused($"This agent runs as user 'ops', and only an agent of root can", refused);
        Refused(expected, refused);
    }

    [Fact]
    public void Refusal_AtEveryLimit_IsNone() => Assert.Null(OrderRules.Refusal(
        Good with
        {
            RunAs = new RunAs("svc.app_1-x$", "users@domain", [.. Enumerable.Repeat("b", 32)], Login: true),
            WorkingDirectory = "/srv",
            Setting = new TaskSetting(511, CreateDirectory: true, "de_DE.UTF-8@euro", "America/Argentina/Buenos_Aires", -20, IoClass.Realtime, 7),
        },
        TestGateway.AgentId));

    private static void Refused(string expected, TaskRefused? refused)
    {
        Assert.Equal(RefusalCode.Invalid, refused!.Code);
        Assert.Contains(expected, refused.Reason, StringComparison.Ordinal);
    }

    private static RunTask As(string user) => Good with { RunAs = new RunAs(user) };

    private static RunTask With(TaskSetting setting) => Good with { Setting = setting };
}
