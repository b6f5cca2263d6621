using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Evaluation;

/// <summary>Small seeded datasets of two linked domains.</summary>
internal static class ToyData
{
    /// <summary>Users with random rows in both domains, times where asked.</summary>
    public static InteractionDataset Random(int users, int items, int rowsPerUser, ulong seed, bool hasTimes = false)
    {
        var builder = new InteractionDatasetBuilder();
        foreach (var name in new[] { "source", "target" })
        {
            var domain = builder.AddDomain(name);
            for (var item = 0; item < items; item++)
            {
                builder.AddItem(domain, $"{name}-{item}");
            }
            for (var user = 0; user < users; user++)
            {
                var random = SplittableRandom.Stream(seed + (ulong)domain, (ulong)user);
                for (var row = 0; row < rowsPerUser; row++)
                {
                    builder.Add(domain, $"u{user}", $"{name}-{random.NextInteger(items)}", 1, hasTimes ? random.NextInteger(1000) : null);
                }
            }
        }
        builder.LinkSameIds(0, 1);
        return builder.Build();
    }
}
