namespace OrleansOps.Protocol;

/// <summary>What a task finds around it, where that is not the usual.</summary>
/// <param name="Umask">What its new files do not allow; 18 (022) by default.</param>
/// <param name="CreateDirectory">Its working directory is made, with those above it, by its user, who must be able to write there.</param>
/// <param name="Locale">Language and encoding (<c>LANG</c> and <c>LC_ALL</c>).</param>
/// <param name="TimeZone">Time zone (<c>TZ</c>), by its name, such as Europe/Berlin.</param>
/// <param name="Nice">How far it stands back for others, 19 the most; below 0 before others.</param>
/// <param name="IoClass">How its disk input and output is served.</param>
/// <param name="IoLevel">Its place within a class that has places: 0 first, 7 last.</param>
public sealed record TaskSetting(
    int? Umask = null, bool CreateDirectory = false, string? Locale = null, string? TimeZone = null, int? Nice = null, IoClass? IoClass = null, int IoLevel = TaskSetting.UsualIoLevel)
{
    public const int UsualIoLevel = 4;
    public const int HighestUmask = 0x1FF;
    public const int LowestNice = -20;
    public const int HighestNice = 19;
    public const int HighestIoLevel = 7;
}
