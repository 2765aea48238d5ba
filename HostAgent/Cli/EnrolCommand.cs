using System.CommandLine;
using OrleansOps.HostAgent.Agents;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Cli;

/// <summary>`ops-agent enrol`: gives this installation its identity, once.</summary>
internal static class EnrolCommand
{
    public static Command Create()
    {
        var settings = SettingArguments.OfEnrolment();
        var tokenStdin = new Option<bool>("--join-token-stdin") { Description = "Reads the join token from standard input." };
        var again = new Option<bool>("--again") { Description = "Takes a new identity even though there is one." };
        var command = new Command("enrol", "Exchanges a join token for an identity.") { tokenStdin, again };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var options = settings.Read(parsed).Options;
            // Looked at before it is opened: an agent that runs has it, and is enrolled.
            if (!parsed.GetValue(again) && DataDirectory.IdentityIn(options.Data) is { AgentId: { } known })
            {
                Console.WriteLine($"Already enrolled as {known}.");
                return;
            }

            using var data = DataDirectory.Open(options.Data);
            var identity = await FirstEnrolment.Enrol(data, options, parsed.GetValue(tokenStdin) ? Console.In : null, cancel);
            Console.WriteLine($"Enrolled as {Printable.Of(identity.AgentId)}.");
        });
        return command;
    }
}
