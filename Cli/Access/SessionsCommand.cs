using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl sessions list, revoke</summary>
internal static class SessionsCommand
{
    private static readonly Column[] Columns =
        [new("ID"), new("TOKEN"), new("FROM", 1), new("LAST SEEN", 2), new("ENDS", 3), new("BROWSER", 4)];

    public static Command Create(CommonOptions common) => new("sessions", "Browsers that are logged in: list and end their sessions.")
    {
        AccessVerbs.List(
            common, "List the browsers that are logged in.", AccessCalls.ListSessions, CliJson.Default.SessionView, Columns, browser => browser.Id,
            browser => [browser.Id, browser.Name, browser.From, Show.Time(browser.LastSeenAt), Show.Time(browser.ExpiresAt), browser.Client]),
        AccessVerbs.Revoke(
            common, "End a session at once.", "Id of the session, as in opsctl sessions list.", id => id, AccessCalls.EndSession,
            id => $"Session {id} is over."),
    };
}
