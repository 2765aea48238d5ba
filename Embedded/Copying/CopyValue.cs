namespace OrleansOps.Embedded;

internal delegate T CopyValue<T>(T original, CopyContext context);
