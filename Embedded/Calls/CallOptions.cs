namespace OrleansOps.Embedded;

[Flags]
internal enum CallOptions
{
    None = 0,
    OneWay = 1,
    ReadOnly = 2,
    AlwaysInterleave = 4,
    ResultIsImmutable = 8,
}
