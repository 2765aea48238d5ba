namespace OrleansOps.Conformance;

internal interface IPressedGrain : IGrainWithStringKey;
