namespace OrleansOps.Tests.Support;

/// <summary>Redis refused a command.</summary>
public sealed class RespException(string message) : Exception(message);
