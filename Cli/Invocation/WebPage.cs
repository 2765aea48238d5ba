using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;

namespace OrleansOps.Cli;

/// <summary>A page of the console.</summary>
internal static class WebPage
{
    public static string Task(Session session, string id) => Address(session, $"tasks/{Uri.EscapeDataString(id)}");

    public static string Host(Session session, string id) => Address(session, $"hosts/{Uri.EscapeDataString(id)}");

    /// <summary>Prints the address, and opens it where there is a desktop.</summary>
    public static int Open(Session session, string address)
    {
        session.WriteLine(address);
        OpenOnDesktop(session, address);
        return ExitCodes.Success;
    }

    /// <summary>Says it beside a task's output, and opens it where there is a desktop.</summary>
    public static void Announce(Session session, string id)
    {
        var address = Task(session, id);
        session.Notes.Info($"Its page: {address}");
        OpenOnDesktop(session, address);
    }

    public static Option<bool> Option() => Options.Flag("--web", "Say the address of its page in the console, and open it where there is a desktop.");

    private static void OpenOnDesktop(Session session, string address)
    {
        var opener = OperatingSystem.IsMacOS() ? "open" : HasDesktop() ? "xdg-open" : null;
        if (opener is not null)
        {
            try
            {
                using var opened = Process.Start(new ProcessStartInfo(opener, [address]) { RedirectStandardOutput = true, RedirectStandardError = true });
            }
            catch (Win32Exception)
            {
                session.Notes.Progress($"{opener} is not there to open it.");
            }
        }
    }

    private static bool HasDesktop() =>
        Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };

    private static string Address(Session session, string path) => new Uri(session.Server.Address, path).AbsoluteUri;
}
