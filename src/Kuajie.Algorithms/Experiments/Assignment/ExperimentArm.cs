namespace Kuajie.Algorithms.Experiments.Assignment;

/// <summary>One arm of an experiment.</summary>
/// <param name="Name">Its name, unique in the experiment.</param>
/// <param name="Weight">Its share of the units relative to the other arms; above 0.</param>
public sealed record ExperimentArm(string Name, double Weight = 1);

/// <summary>A range of a layer's buckets, From … To − 1.</summary>
/// <param name="From">First bucket, 0 … 9,999.</param>
/// <param name="To">The bucket after the last one, 1 … 10,000.</param>
public sealed record BucketRange(int From, int To);
