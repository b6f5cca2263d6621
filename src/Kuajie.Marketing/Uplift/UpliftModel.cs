using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Uplift;

/// <summary>The effect of a treatment on a person, as learnt from an experiment. Immutable; may be used from many threads.</summary>
public sealed class UpliftModel
{
    private readonly FeatureEncoding encoding;
    private readonly Func<float[], double> effect;

    internal UpliftModel(UpliftLearner learner, FeatureEncoding encoding, Func<float[], double> effect)
    {
        Learner = learner;
        this.encoding = encoding;
        this.effect = effect;
    }

    /// <summary>How it was learnt.</summary>
    public UpliftLearner Learner { get; }

    /// <summary>Expected outcome with the treatment less that without, for a person with these values. O(trees · depth).</summary>
    /// <exception cref="InvalidInputException">The values do not fit the features.</exception>
    public double Effect(IReadOnlyList<FeatureValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        InvalidInputException.ThrowIfAny(ResponseFaults.OfValues(values, encoding.Features));
        return effect(encoding.Encode(values));
    }
}
