namespace OrleansOps.Hosting;

/// <summary>A setting that nobody reads, or that makes no sense. The message names it.</summary>
public sealed class RefusedSettingException(string message) : Exception(message);
