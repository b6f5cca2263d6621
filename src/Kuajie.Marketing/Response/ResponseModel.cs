using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Response;

/// <summary>A trained response model with all it needs: its encoding, its calibration, and what it was trained on. Immutable; safe from many threads.</summary>
public sealed class ResponseModel
{
    private const string Format = "kuajie-response-1";
    private readonly ModelFile file;
    private readonly IReadOnlyList<TreeAttribution> attributions;

    internal ResponseModel(ModelFile file)
    {
        this.file = file;
        attributions = [.. file.Trees.Select(tree => new TreeAttribution(tree))];
    }

    /// <summary>What is predicted.</summary>
    public ResponseOutcome Outcome => file.Outcome;

    /// <summary>Its form.</summary>
    public ResponseForm Form => file.Form;

    /// <summary>How features become numbers.</summary>
    public FeatureEncoding Encoding => file.Encoding;

    /// <summary>How scores become probabilities.</summary>
    public Calibration Calibration => file.Calibration;

    /// <summary>Rows it was fitted on.</summary>
    public int TrainedRows => file.TrainedRows;

    /// <summary>Trees it has; 0 but for trees.</summary>
    public int TreeCount => file.Trees.Count;

    /// <summary>The seed of its training.</summary>
    public ulong Seed => file.Seed;

    /// <summary>Predicts. O(features) for regressions, O(trees · leaves · depth²) for trees.</summary>
    /// <param name="values">A value of each feature, in the order of the encoding.</param>
    /// <exception cref="InvalidInputException">Another number of values, a number that is not finite, a level where a number belongs or the other way round.</exception>
    public ResponsePrediction Predict(IReadOnlyList<FeatureValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        InvalidInputException.ThrowIfAny(ResponseFaults.OfValues(values, file.Encoding.Features));
        var row = file.Encoding.Encode(values);
        var amounts = new double[row.Length];
        for (var column = 0; column < file.Slopes.Count; column++)
        {
            amounts[column] += file.Slopes[column] * row[column];
        }
        foreach (var tree in attributions)
        {
            tree.Add(row, amounts);
        }
        // Platt's scaling is linear in log odds, so what each feature adds is scaled with it and still adds up.
        var isPlatt = Outcome.IsBinary() && file.Calibration.Form == CalibrationForm.Platt;
        var (intercept, slope) = isPlatt ? (file.Calibration.Intercept, file.Calibration.Slope) : (0, 1);
        var contributions = Contributions(amounts, slope);
        var start = intercept + (slope * file.Base);
        var score = start + contributions.Sum(contribution => contribution.Amount);
        return new ResponsePrediction(Value(score, isPlatt), score, start, contributions, file.Encoding.Unknown(values));
    }

    /// <summary>The score of an encoded row before calibration.</summary>
    internal double Score(float[] row)
    {
        var score = file.Start;
        for (var column = 0; column < file.Slopes.Count; column++)
        {
            score += file.Slopes[column] * row[column];
        }
        foreach (var tree in file.Trees)
        {
            score += tree.Values[tree.Leaf(row)];
        }
        return score;
    }

    /// <summary>Writes the model as UTF-8 JSON; equal models give equal bytes.</summary>
    /// <param name="stream">Left open.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, file, ResponseModelJson.Default.ModelFile);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="stream">Left open.</param>
    /// <exception cref="InvalidInputException">The stream holds no model of this program.</exception>
    public static ResponseModel Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            if (JsonSerializer.Deserialize(stream, ResponseModelJson.Default.ModelFile) is { } file && file.IsSound)
            {
                return new ResponseModel(file);
            }
        }
        catch (JsonException thrown)
        {
            throw new InvalidInputException([
                new InputFault("ResponseModelFile", $"{thrown.LineNumber}:{thrown.BytePositionInLine}", "JSON"),
            ]);
        }
        throw new InvalidInputException([new InputFault("ResponseModelFile", "1:0", "JSON")]);
    }

    private double Value(double score, bool isPlatt) =>
        !Outcome.IsBinary() ? score
        : isPlatt ? Logit.Probability(score)
        : file.Calibration.Probability(score);

    private FeatureContribution[] Contributions(double[] amounts, double slope)
    {
        var byFeature = new double[file.Encoding.Features.Count];
        for (var column = 0; column < amounts.Length; column++)
        {
            byFeature[file.Encoding.Columns[column].Feature] += slope * amounts[column];
        }
        return [.. file.Encoding.Features.Select((feature, place) => new FeatureContribution(feature.Name, byFeature[place]))];
    }

    /// <summary>A model as its file holds it.</summary>
    /// <param name="Kind">What the file is.</param>
    /// <param name="Outcome">What is predicted.</param>
    /// <param name="Form">The form.</param>
    /// <param name="Encoding">How features become numbers.</param>
    /// <param name="Calibration">How scores become probabilities.</param>
    /// <param name="Start">Score before slopes and trees.</param>
    /// <param name="Slopes">Per column; empty but for regressions.</param>
    /// <param name="Trees">The trees.</param>
    /// <param name="TrainedRows">Rows it was fitted on.</param>
    /// <param name="Seed">The seed.</param>
    internal sealed record ModelFile(
        string Kind,
        ResponseOutcome Outcome,
        ResponseForm Form,
        FeatureEncoding Encoding,
        Calibration Calibration,
        double Start,
        IReadOnlyList<double> Slopes,
        IReadOnlyList<RegressionTree> Trees,
        int TrainedRows,
        ulong Seed
    )
    {
        /// <summary>The score of the training rows' mean: slopes are told from the mean, trees have theirs.</summary>
        [JsonIgnore]
        public double Base { get; } = Start + Trees.Sum(tree => tree.Mean());

        [JsonIgnore]
        public bool IsSound =>
            Kind == Format
            && Enum.IsDefined(Outcome)
            && Enum.IsDefined(Form)
            && (Slopes.Count == 0 || Slopes.Count == Encoding.Columns.Count)
            && Encoding.Columns.All(column => column.Feature >= 0 && column.Feature < Encoding.Features.Count && column.Deviation > 0)
            && Calibration.Scores.Count == Calibration.Probabilities.Count
            && (Calibration.Form != CalibrationForm.Isotonic || Calibration.Scores.Count > 0)
            && Trees.All(tree => tree.IsSound(Encoding.Columns.Count));

        public static ModelFile Of(
            ResponseOutcome outcome,
            ResponseForm form,
            FeatureEncoding encoding,
            double start,
            IReadOnlyList<double> slopes,
            IReadOnlyList<RegressionTree> trees,
            int rows,
            ulong seed
        ) => new(Format, outcome, form, encoding, Calibration.None, start, slopes, trees, rows, seed);
    }

    internal ResponseModel With(Calibration calibration) => new(file with { Calibration = calibration });

    internal double Calibrated(double score) => Outcome.IsBinary() ? file.Calibration.Probability(score) : score;
}

/// <summary>How model files are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(ResponseModel.ModelFile))]
internal sealed partial class ResponseModelJson : JsonSerializerContext;
