namespace OrleansOps.Access;

internal sealed partial class FirstAdminToken
{
    [LoggerMessage(3111, LogLevel.Information, "A new admin token was written to {File}")]
    private partial void LogWritten(string file);
}
