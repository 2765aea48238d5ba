namespace OrleansOps.Redis.Live;

/// <summary>Changes that wait to be written.</summary>
internal interface IRedisChanges
{
    /// <summary>Writes what was told since the last time, if somebody follows.</summary>
    Task Flush();
}
