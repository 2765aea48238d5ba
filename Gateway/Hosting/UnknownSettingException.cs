namespace OrleansOps.Hosting;

/// <summary>A setting stands below one of our sections that nobody reads. The message names it.</summary>
internal sealed class UnknownSettingException(string message) : Exception(message);
