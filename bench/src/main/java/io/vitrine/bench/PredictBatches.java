package io.vitrine.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Takes a task's rows batch by batch through a predictor. Rows begin with their path. */
final class PredictBatches implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final int batch;
  private final Function<Row, byte[]> square;
  private final PlainModel.Predictor predictor;
  private final Deque<Row> done = new ArrayDeque<>();

  /**
   * @param square a row's picture, three bytes R G B for each pixel
   */
  PredictBatches(
      Iterator<Row> rows, int batch, Function<Row, byte[]> square, PlainModel.Predictor predictor) {
    this.rows = rows;
    this.batch = batch;
    this.square = square;
    this.predictor = predictor;
  }

  @Override
  public boolean hasNext() {
    return !done.isEmpty() || rows.hasNext();
  }

  @Override
  public Row next() {
    if (done.isEmpty()) {
      List<Row> together = new ArrayList<>();
      while (together.size() < batch && rows.hasNext()) {
        together.add(rows.next());
      }

      List<PlainModel.Answer> answers =
          predictor.batchPredict(together.stream().map(square).toList());
      for (int i = 0; i < together.size(); i++) {
        PlainModel.Answer answer = answers.get(i);
        done.add(RowFactory.create(together.get(i).getString(0), answer.text(), answer.tokens()));
      }
    }

    return done.remove();
  }
}
