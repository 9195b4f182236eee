namespace GiftGrab.Tests;

/// <summary>Tests whose commands have to keep up with simulated cards: no others run beside them.</summary>
[CollectionDefinition("real time", DisableParallelization = true)]
public sealed class RealTimeCollection;
