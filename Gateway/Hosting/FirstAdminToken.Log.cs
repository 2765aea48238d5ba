namespace OrleansOps.Hosting;

internal sealed partial class FirstAdminToken
{
    [LoggerMessage(3111, LogLevel.Information, "A new admin token was written to {File}")]
    private partial void LogWritten(string file);

    [LoggerMessage(3112, LogLevel.Warning, "Whether there is an admin token cannot be read yet, and is asked again: {Why}")]
    private partial void LogWaits(string why);
}
