using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl locks show</summary>
internal static class LockShowing
{
    /// <summary>How many of those that wait are shown.</summary>
    private const int Shown = 20;

    public static Command Create(CommonOptions common)
    {
        var name = LocksCommand.Name();
        var command = new Command("show", "Show one lock: the task that has it, and those that wait.") { name, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var found = await session.Server.ReadLock(line.GetRequiredValue(name), cancel);
            if (session.Json)
            {
                session.WriteJson(found.Json);
            }
            else if (session.Format == OutputFormat.Name)
            {
                session.WriteNames([found.Value.Called]);
            }
            else
            {
                Details(found.Value).Write(session.Tables);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Details Details(LockView found)
    {
        var details = new Details()
            .Add("Lock", found.Called)
            .Add("Task", $"{found.Holder.Task} on {found.Holder.Agent.Shown}, {found.Holder.Phase ?? "no more there"}")
            .Add("Since", Show.Time(found.Holder.Since))
            .Add("Waiting", Show.Number(found.Waiting));
        foreach (var waiter in found.Line?.Take(Shown) ?? [])
        {
            details.Add("", $"{waiter.Task} on {waiter.Agent.Shown}, submitted {Show.Age(waiter.SubmittedAt)} ago");
        }

        return details;
    }
}
