namespace OrleansOps.Files;

/// <summary>What a sweep took away.</summary>
/// <param name="Expired">Files whose time was over.</param>
/// <param name="Uploads">Uploads that were given up, or done for long.</param>
/// <param name="Orphans">Contents that nobody knows of, after a crash.</param>
internal sealed record SweptFiles(int Expired, int Uploads, int Orphans);
