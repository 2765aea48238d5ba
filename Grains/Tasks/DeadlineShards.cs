namespace OrleansOps.Tasks;

/// <summary>Which shard keeps a task's due time. Stored data depends on it: it never changes.</summary>
public static class DeadlineShards
{
    public static int Of(string taskId)
    {
        var hash = 2166136261u;   // FNV-1a over the characters, which are ASCII
        foreach (var character in taskId)
        {
            hash = (hash ^ character) * 16777619u;
        }

        return (int)(hash % IDeadlineGrain.Shards);
    }
}
