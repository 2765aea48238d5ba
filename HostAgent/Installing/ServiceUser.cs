using System.Globalization;
using OrleansOps.HostAgent.Linux;

namespace OrleansOps.HostAgent.Installing;

/// <summary>The user that an agent runs as, on this host or in a root that is put together for one.</summary>
internal static class ServiceUser
{
    /// <summary>Null if there is none of that name.</summary>
    public static Account? Find(InstallPlan plan, string name) => plan.IsThisHost ? Accounts.Find(name) : Of(plan.At("/etc/passwd"), name);

    /// <summary>Makes one that nobody can log in as, with a group of the same name.</summary>
    public static void Make(InstallPlan plan, string name) => HostCommands.Run(
        "useradd", [.. Place(plan), "--system", "--user-group", "--home-dir", InstallPlan.Data, "--no-create-home", "--shell", "/usr/sbin/nologin", "--comment", "OrleansOps host agent", name]);

    public static void Remove(InstallPlan plan, string name)
    {
        HostCommands.Run("userdel", [.. Place(plan), name]);
        if (HasGroup(plan, name))
        {
            HostCommands.Run("groupdel", [.. Place(plan), name]);   // where userdel is not told to (USERGROUPS_ENAB)
        }
    }

    private static bool HasGroup(InstallPlan plan, string name) => plan.IsThisHost
        ? Accounts.FindGroup(name) is not null
        : File.ReadLines(plan.At("/etc/group")).Any(line => line.StartsWith(name + ":", StringComparison.Ordinal));

    private static string[] Place(InstallPlan plan) => plan.IsThisHost ? [] : ["--prefix", plan.Root];

    private static Account? Of(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).Select(line => line.Split(':')).Where(words => words.Length >= 7 && words[0] == name).Select(words => new Account(name, Number(words[2]), Number(words[3]), [], words[5], words[6])).FirstOrDefault()
        : null;

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
