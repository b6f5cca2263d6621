using Kuajie.Algorithms.Bandits;

namespace Kuajie.Algorithms.Evaluation.OffPolicy;

/// <summary>A policy in question: what it would have chosen, from nothing but what the log held by then.</summary>
public interface IChoicePolicy
{
    /// <summary>Whether its probabilities change with what was seen: its value is then that of the choices it would have made along the log, not one number.</summary>
    bool Learns { get; }

    /// <summary>Shape arms: the probabilities it would have drawn by.</summary>
    /// <param name="context">What was known.</param>
    /// <param name="probabilities">Where they go; 0 for arms it would not draw.</param>
    void Probabilities(ReadOnlySpan<double> context, Span<double> probabilities);

    /// <summary>The log tried an arm.</summary>
    void Tried(int arm, ReadOnlySpan<double> context);

    /// <summary>A trial of an arm succeeded.</summary>
    void Succeeded(int arm, ReadOnlySpan<double> context);
}

/// <summary>Always the same probabilities: one arm alone, or all evenly.</summary>
/// <param name="shares">Shape arms; they sum to 1.</param>
public sealed class ConstantPolicy(double[] shares) : IChoicePolicy
{
    /// <summary>One arm alone.</summary>
    /// <param name="arm">The arm, from 0.</param>
    /// <param name="arms">How many there are.</param>
    public static ConstantPolicy Only(int arm, int arms)
    {
        var shares = new double[arms];
        shares[arm] = 1;
        return new ConstantPolicy(shares);
    }

    /// <summary>Some arms, each as often as the others.</summary>
    /// <param name="among">The arms, from 0; at least one.</param>
    /// <param name="arms">How many there are.</param>
    public static ConstantPolicy Evenly(ReadOnlySpan<int> among, int arms)
    {
        var shares = new double[arms];
        foreach (var arm in among)
        {
            shares[arm] = 1.0 / among.Length;
        }
        return new ConstantPolicy(shares);
    }

    /// <inheritdoc/>
    public bool Learns => false;

    /// <inheritdoc/>
    public void Probabilities(ReadOnlySpan<double> context, Span<double> probabilities) => shares.CopyTo(probabilities);

    /// <inheritdoc/>
    public void Tried(int arm, ReadOnlySpan<double> context) { }

    /// <inheritdoc/>
    public void Succeeded(int arm, ReadOnlySpan<double> context) { }
}

/// <summary>Thompson sampling among some arms, that learns from the log.</summary>
/// <param name="among">The arms, from 0; at least one.</param>
/// <param name="arms">How many there are.</param>
public sealed class ThompsonPolicy(int[] among, int arms) : IChoicePolicy
{
    private readonly ThompsonSampler sampler = new(arms);

    /// <inheritdoc/>
    public bool Learns => true;

    /// <inheritdoc/>
    public void Probabilities(ReadOnlySpan<double> context, Span<double> probabilities) =>
        Scatter(sampler.Probabilities(among), among, probabilities);

    /// <inheritdoc/>
    public void Tried(int arm, ReadOnlySpan<double> context) => sampler.Tried(arm);

    /// <inheritdoc/>
    public void Succeeded(int arm, ReadOnlySpan<double> context) => sampler.Succeeded(arm);

    internal static void Scatter(double[] found, int[] among, Span<double> probabilities)
    {
        probabilities.Clear();
        for (var place = 0; place < among.Length; place++)
        {
            probabilities[among[place]] = found[place];
        }
    }
}

/// <summary>LinUCB among some arms, that learns from the log.</summary>
/// <param name="among">The arms, from 0; at least one.</param>
/// <param name="arms">How many there are.</param>
/// <param name="dimensions">Numbers in a context.</param>
/// <param name="options">How it learns and explores.</param>
public sealed class LinUcbPolicy(int[] among, int arms, int dimensions, LinUcbOptions options) : IChoicePolicy
{
    private readonly LinUcb linear = new(arms, dimensions, options);

    /// <inheritdoc/>
    public bool Learns => true;

    /// <inheritdoc/>
    public void Probabilities(ReadOnlySpan<double> context, Span<double> probabilities) =>
        ThompsonPolicy.Scatter(linear.Probabilities(context, among), among, probabilities);

    /// <inheritdoc/>
    public void Tried(int arm, ReadOnlySpan<double> context) => linear.Tried(arm, context);

    /// <inheritdoc/>
    public void Succeeded(int arm, ReadOnlySpan<double> context) => linear.Rewarded(arm, context, 1);
}
