using System.CommandLine;
using System.Text.Json;
using OrleansOps.HostAgent.Configuration;
using OrleansOps.HostAgent.Doctor;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Cli;

/// <summary>`ops-agent doctor`: says what keeps this host's agent from its work, and how to mend it.</summary>
internal static class DoctorCommand
{
    private const int CheckWidth = 14;

    public static Command Create()
    {
        var settings = SettingArguments.All();
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var command = new Command("doctor", "Checks what an agent needs, with the settings that it would go by: configuration, rights, disk, limits, control groups, and the way to each gateway up to its token. Exit code 1 if anything fails, 2 if it is the settings.")
        {
            json,
        };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (findings, refused) = await Find(settings, parsed, cancel);
            var report = DoctorReport.Of(RunCommand.Version, findings);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(report, DoctorJson.Default.DoctorReport));
            }
            else
            {
                Write(report);
            }

            return refused ? SettingsRefusedException.Code : report.Failed > 0 ? 1 : 0;
        });
        return command;
    }

    private static async Task<(IReadOnlyList<Finding> Findings, bool Refused)> Find(SettingArguments settings, ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            return (await new Examination(settings.Read(parsed), TimeProvider.System).Run(cancel), false);
        }
        catch (SettingsRefusedException refused)
        {
            return ([.. ConfigurationCheck.Of(refused)], true);
        }
    }

    private static void Write(DoctorReport report)
    {
        foreach (var finding in report.Findings)
        {
            Console.WriteLine($"{Word(finding.Verdict)}  {finding.Check,-CheckWidth} {Printable.Of(finding.Sentence)}");
            if (finding.Mend is { } mend)
            {
                Console.WriteLine($"      {"",-CheckWidth} -> {Printable.Of(mend)}");
            }
        }

        Console.WriteLine(report switch
        {
            { Failed: 0, Warned: 0 } => "All is well.",
            _ => $"{report.Failed} failed, {report.Warned} with a warning, of {report.Findings.Count}.",
        });
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok  ",
        Verdict.Warn => "warn",
        _ => "FAIL",
    };
}
